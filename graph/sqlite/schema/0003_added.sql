-- The revision that a paper came with; 0 where it is older than this layout.

ALTER TABLE paper ADD COLUMN added INTEGER NOT NULL DEFAULT 0;
CREATE INDEX paper_by_added ON paper (added);
