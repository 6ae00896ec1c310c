// Remove what the snapshot says of papers
UNWIND $papers AS id
MATCH (:Paper {id: id})-[old:PROPOSES|USES|INTRODUCES|ADDRESSES|MENTIONS|RELATED_TO|USES_METHOD_OF|USES_DATA_OF]->()
DELETE old
