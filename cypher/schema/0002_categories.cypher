// The subjects that a source files papers under

MATCH (one:Paper|Record) WHERE one.categories IS NULL
CALL (one) { SET one.categories = [] } IN TRANSACTIONS OF 10000 ROWS;
