"""Metadata and body to the header's tree."""
from teikit.nodes import Node, Generated
def header(recognized, metadata):
    return Node("teiHeader", {}, [Node("fileDesc", {}, [Node("titleStmt", {}, [Node("title", {}, [Generated("x"), *[m for _,m in recognized.frame.labels],*[s for k,v in recognized.frame.metadata.items() for r in v for s in r.pieces]])])])])
