"""Write the graph to one file. One module a family of formats, one row a format."""

from kg.export.excel import write_excel
from kg.export.formats import FORMATS, write
from kg.export.pyvis import to_pyvis
from kg.export.xml import to_gexf, to_graphml
from kg.rdf.parts import write_part

__all__ = [
    "FORMATS",
    "to_gexf",
    "to_graphml",
    "to_pyvis",
    "write",
    "write_excel",
    "write_part",
]
