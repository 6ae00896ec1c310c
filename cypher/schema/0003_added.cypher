// Papers are found by the revision that they came with

CREATE INDEX paper_added IF NOT EXISTS FOR (n:Paper) ON (n.added);
