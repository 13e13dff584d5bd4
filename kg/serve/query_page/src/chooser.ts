// The cookbook: a list that can be searched; each entry opens a tab.
import type Yasgui from "@zazuko/yasgui";
import { english, type Recipe } from "./site";

export function chooser(parent: HTMLElement, recipes: Recipe[], yasgui: Yasgui): void {
  const box = document.createElement("input");
  box.type = "search";
  box.setAttribute("aria-label", "查找查询 · find a query");
  const list = document.createElement("ul");
  parent.append(box, list);
  const draw = () => {
    box.placeholder = english() ? `Find among ${recipes.length} queries` : `在 ${recipes.length} 个查询中查找`;
    const words = box.value.trim().toLowerCase();
    const found = recipes.filter(({ name, zh, en }) => `${name} ${zh} ${en}`.toLowerCase().includes(words));
    list.replaceChildren(...found.map((recipe) => entry(recipe, yasgui)));
  };
  box.addEventListener("input", draw);
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ["data-lang"] });
  draw();
}

function entry(recipe: Recipe, yasgui: Yasgui): HTMLLIElement {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = english() ? recipe.en : recipe.zh;
  button.title = recipe.name;
  button.addEventListener("click", () => open(recipe, yasgui));
  item.append(button);
  return item;
}

/** A tab with the query, and its answer. A tab that has it already is shown again. */
export function open(recipe: Recipe, yasgui: Yasgui): void {
  const before = Object.values(yasgui._tabs).find((tab) => tab?.getName() === recipe.name);
  const tab = before ?? yasgui.addTab(true, { name: recipe.name });
  if (before) yasgui.selectTabId(before.getId());
  tab.setQuery(recipe.sparql);
  void tab.query().catch(() => undefined); // what is wrong stands in the result
}
