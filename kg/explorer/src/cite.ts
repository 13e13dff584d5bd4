// A sentence as people quote it.
import { named, words } from "./data";
import type { Context } from "./pieces";

/** The sentence with its article, date and address. */
export function cite({ data, lang, say }: Context, sentence: number): string {
  const { title, date, source, url } = data.article(data.articleOf(sentence));
  const text = words(data.pieces(sentence)).trim();
  const when = date || say("undated");
  return lang === "zh"
    ? `“${text}”（${[source, `《${title.replace(/^《|》$/g, "")}》`, when].filter(Boolean).join("，")}）${url ? ` ${url}` : ""}`
    : `“${text}” (${[source, title, when].filter(Boolean).join(", ")})${url ? ` ${url}` : ""}`;
}

/** The claim, then the sentence that says so. */
export function citeFact(context: Context, fact: number, sentence: number): string {
  const { data, lang, say } = context;
  const { source, predicate, target } = data.edge(fact);
  const claim = [data.name(source), named(data.payload.predicates, predicate)[lang], data.name(target)].join(" — ");
  const place = `${say("position")} ${data.start(sentence)}`;
  return `${claim}\n${cite(context, sentence)}\n${data.article(data.articleOf(sentence)).id} · ${place}`;
}
