// The query page: YASGUI that asks this server and nobody else.
import Yasgui from "@zazuko/yasgui";
import { Chart } from "./chart";
import { chooser, open } from "./chooser";
import { register } from "./completion";
import { linkTables } from "./links";
import { english, site } from "./site";

const data = site();
const endpoint = `${location.origin}/sparql`;

register(Yasgui.Yasqe, data);
Yasgui.Yasr.registerPlugin("chart", Chart as never);
linkTables(Yasgui.Yasr);
Yasgui.Yasr.defaults.prefixes = data.prefixes;
Yasgui.Yasr.defaults.pluginOrder = ["table", "chart", "response"];

const parent = document.getElementById("yasgui");
const shelf = document.getElementById("cookbook");
if (!parent || !shelf) throw new Error("the page lacks its parts");

const asked = new URLSearchParams(location.search).get("query");
const yasgui = new Yasgui(parent, {
  requestConfig: { endpoint, method: "POST" },
  copyEndpointOnNewTab: false,
  corsProxy: undefined as never,
  endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [] } as never,
  persistenceId: `zhengtu.query.${location.pathname}`,
  populateFromUrl: false,
  autofocus: true,
  tabName: english() ? "Query" : "查询",
});
// A tab that an earlier visit left may name another port of this machine.
for (const tab of Object.values(yasgui._tabs)) tab?.setEndpoint(endpoint);
yasgui.on("tabAdd", (_, id: string) => yasgui.getTab(id)?.setEndpoint(endpoint));

chooser(shelf, data.cookbook, yasgui);
const first = data.cookbook[0];
if (asked !== null) open({ name: english() ? "asked" : "来自链接", zh: "", en: "", sparql: asked }, yasgui);
else if (first && yasgui.getTab()?.getQuery() === Yasgui.Yasqe.defaults.value) {
  yasgui.getTab()?.setQuery(first.sparql);
  void yasgui.getTab()?.query().catch(() => undefined); // so that the first visit shows an answer
}
