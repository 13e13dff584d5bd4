// A result as columns: which holds numbers, which years, which provinces.
import { english, decode } from "./site";

export interface Cell {
  value: string;
  type: string;
  datatype?: string;
}
export type Row = Record<string, Cell | undefined>;

export interface Shape {
  label: string; // the column that names a row
  number: string; // the column that is drawn
  year: string | null; // a column of years makes lines
  places: boolean; // the labels are provinces
  rows: { label: string; number: number; year: number | null; iri: string | null }[];
}

const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/;
const YEAR = /^(19|20)\d\d$/;
const MOST = 400; // rows that a chart can show

/** What can be drawn of a result, or null. */
export function shape(variables: string[], rows: Row[], base: string): Shape | null {
  if (rows.length < 2 || rows.length > MOST) return null;
  const numeric = variables.filter((name) => {
    const cells = rows.map((row) => row[name]).filter((cell) => cell !== undefined);
    return cells.length > rows.length / 2 && cells.every((cell) => cell.type !== "uri" && NUMBER.test(cell.value));
  });
  const isYear = (name: string) => rows.every((row) => row[name] === undefined || YEAR.test(row[name].value));
  const year = numeric.find(isYear) ?? null;
  const number = numeric.findLast((name) => name !== year);
  if (number === undefined) return null;
  const others = variables.filter((name) => !numeric.includes(name));
  const texts = others.filter((name) => rows.some((row) => row[name] && row[name].type !== "uri"));
  const region = others.find((name) => rows.every((row) => province(row[name]?.value ?? "", base)));
  const label = region ?? texts[0] ?? others[0] ?? year;
  if (label === undefined || label === null) return null;
  return {
    label,
    number,
    year: label === year ? null : year,
    places: region !== undefined,
    rows: rows
      .filter((row) => row[number] !== undefined)
      .map((row) => ({
        label: row[label] ? short(row[label].value, base) : english() ? "unknown" : "未知",
        number: Number(row[number]?.value),
        year: year && row[year] ? Number(row[year].value) : null,
        iri: row[label]?.type === "uri" ? row[label].value : null,
      })),
  };
}

function short(value: string, base: string): string {
  const code = province(value, base);
  if (code) return PROVINCES[code]?.[0] ?? value;
  return value.startsWith(base) ? decode(value.slice(base.length)).replace(/^[^/]*\//, "") : value;
}

/** The first two digits of the code of a province, by its IRI or its name; empty for anything else. */
export function province(value: string, base: string): string {
  const code = /^region\/(\d\d)0000$/.exec(value.startsWith(base) ? value.slice(base.length) : "")?.[1];
  if (code && PROVINCES[code]) return code;
  return BY_NAME.get(value.replace(/(维吾尔自治区|壮族自治区|回族自治区|自治区|特别行政区|省|市)$/, "")) ?? "";
}

// GB/T 2260 code: short name, column and row of its tile. Neighbours stand beside each other.
export const PROVINCES: Record<string, [string, number, number]> = {
  "23": ["黑龙江", 7, 0],
  "65": ["新疆", 0, 1],
  "15": ["内蒙古", 5, 1],
  "22": ["吉林", 7, 1],
  "62": ["甘肃", 2, 2],
  "64": ["宁夏", 3, 2],
  "14": ["山西", 4, 2],
  "11": ["北京", 5, 2],
  "12": ["天津", 6, 2],
  "21": ["辽宁", 7, 2],
  "63": ["青海", 1, 3],
  "61": ["陕西", 3, 3],
  "41": ["河南", 4, 3],
  "13": ["河北", 5, 3],
  "37": ["山东", 6, 3],
  "54": ["西藏", 0, 4],
  "51": ["四川", 2, 4],
  "50": ["重庆", 3, 4],
  "42": ["湖北", 4, 4],
  "34": ["安徽", 5, 4],
  "32": ["江苏", 6, 4],
  "31": ["上海", 7, 4],
  "53": ["云南", 2, 5],
  "52": ["贵州", 3, 5],
  "43": ["湖南", 4, 5],
  "36": ["江西", 5, 5],
  "33": ["浙江", 6, 5],
  "45": ["广西", 3, 6],
  "44": ["广东", 4, 6],
  "35": ["福建", 5, 6],
  "71": ["台湾", 7, 6],
  "46": ["海南", 3, 7],
  "82": ["澳门", 4, 7],
  "81": ["香港", 5, 7],
};
const BY_NAME = new Map(Object.entries(PROVINCES).map(([code, [name]]) => [name, code]));
