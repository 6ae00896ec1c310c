-- The subjects that a source files papers under.

ALTER TABLE paper ADD COLUMN categories TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(categories));
ALTER TABLE record ADD COLUMN categories TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(categories));
