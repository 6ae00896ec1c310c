-- The first layout. Rows are the truth; ids are text outside and small integers (n) inside, so that postings are narrow.

-- One row: which store this is (a store made anew counts its revisions anew), the revision, how many papers there are
-- (N of the idf), and what encoded the vectors.
CREATE TABLE state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  store TEXT NOT NULL,
  revision INTEGER NOT NULL,
  papers INTEGER NOT NULL,
  encoder TEXT NOT NULL
);
INSERT INTO state VALUES (1, lower(hex(randomblob(8))), 0, 0, '');

-- Papers and what they were read from. ---------------------------------------------------------------

CREATE TABLE source (
  n INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  UNIQUE (name, sha256)
);

CREATE TABLE model (
  n INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> '')
);

-- Long columns stand last, so that the short ones are read without them.
CREATE TABLE paper (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  model INTEGER REFERENCES model, -- null: not tagged yet
  norm REAL NOT NULL DEFAULT 0,
  concepts INTEGER NOT NULL DEFAULT 0,
  year INTEGER,
  venue TEXT,
  doi TEXT,
  arxiv TEXT,
  url TEXT,
  title TEXT,
  authors TEXT NOT NULL CHECK (json_valid(authors)),
  abstract TEXT,
  words TEXT -- names to be found by; null: not in paper_words yet
);
CREATE INDEX paper_by_model ON paper (model);
CREATE INDEX paper_by_year ON paper (year, id);
CREATE INDEX paper_without_concepts ON paper (n) WHERE concepts = 0;
CREATE INDEX paper_without_words ON paper (n) WHERE words IS NULL;

CREATE TRIGGER paper_added AFTER INSERT ON paper BEGIN
  UPDATE state SET papers = papers + 1;
END;
CREATE TRIGGER paper_removed AFTER DELETE ON paper BEGIN
  UPDATE state SET papers = papers - 1;
END;

CREATE TABLE paper_key (
  key TEXT PRIMARY KEY,
  paper INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX paper_key_by_paper ON paper_key (paper);

CREATE TABLE record (
  n INTEGER PRIMARY KEY,
  source INTEGER NOT NULL REFERENCES source,
  position TEXT NOT NULL,
  paper INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
  key TEXT,
  year INTEGER,
  venue TEXT,
  doi TEXT,
  arxiv TEXT,
  url TEXT,
  title TEXT,
  authors TEXT NOT NULL CHECK (json_valid(authors)),
  abstract TEXT,
  UNIQUE (source, position)
);
CREATE INDEX record_by_paper ON record (paper, source);
CREATE INDEX record_by_position ON record (position, paper);

-- What the model found in them. ------------------------------------------------------------------------

-- How a name is written, and how many mentions written so speak for each type.
CREATE TABLE form (
  n INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  form TEXT NOT NULL,
  spelled INTEGER NOT NULL CHECK (spelled IN (0, 1)), -- folds to the name: not an abbreviation of it
  method INTEGER NOT NULL DEFAULT 0 CHECK (method >= 0),
  dataset INTEGER NOT NULL DEFAULT 0 CHECK (dataset >= 0),
  task INTEGER NOT NULL DEFAULT 0 CHECK (task >= 0),
  UNIQUE (name, form)
);

-- "at" is the place in the order of the text.
CREATE TABLE mention (
  paper INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
  at INTEGER NOT NULL,
  form INTEGER NOT NULL REFERENCES form,
  field TEXT NOT NULL CHECK (field IN ('title', 'abstract')),
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  sentence_start INTEGER NOT NULL,
  sentence_end INTEGER NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('Method', 'Dataset', 'Task')),
  role TEXT NOT NULL CHECK (role IN ('own', 'used', 'mentioned')),
  confidence REAL NOT NULL,
  broad INTEGER NOT NULL CHECK (broad IN (0, 1)),
  rule TEXT NOT NULL,
  surface TEXT, -- null: the same as the form
  PRIMARY KEY (paper, at)
) WITHOUT ROWID;
CREATE INDEX mention_by_form ON mention (form);

CREATE TABLE definition (
  paper INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
  at INTEGER NOT NULL,
  short TEXT NOT NULL,
  long TEXT NOT NULL,
  short_form TEXT NOT NULL,
  long_form TEXT NOT NULL,
  short_field TEXT NOT NULL CHECK (short_field IN ('title', 'abstract')),
  short_start INTEGER NOT NULL,
  short_end INTEGER NOT NULL,
  short_sentence_start INTEGER NOT NULL,
  short_sentence_end INTEGER NOT NULL,
  long_field TEXT NOT NULL CHECK (long_field IN ('title', 'abstract')),
  long_start INTEGER NOT NULL,
  long_end INTEGER NOT NULL,
  long_sentence_start INTEGER NOT NULL,
  long_sentence_end INTEGER NOT NULL,
  PRIMARY KEY (paper, at)
) WITHOUT ROWID;
CREATE INDEX definition_by_short ON definition (short, long);
CREATE INDEX definition_by_long ON definition (long, short);

-- What people decided. It is about names and ids, whether they are there or not. ------------------------

CREATE TABLE decision (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  who TEXT NOT NULL,
  "when" TEXT NOT NULL,
  why TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE decision_subject (
  decision TEXT NOT NULL REFERENCES decision ON DELETE CASCADE,
  at INTEGER NOT NULL,
  subject TEXT NOT NULL,
  PRIMARY KEY (decision, at)
) WITHOUT ROWID;
CREATE INDEX decision_subject_by_subject ON decision_subject (subject);

-- Concepts: made from the above, and kept in step with it. -------------------------------------------

-- Votes are those of the forms of all its names; papers and broad count holdings. What is "marked" people decided
-- (null: not decided); the type follows it.
CREATE TABLE concept (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  method INTEGER NOT NULL DEFAULT 0 CHECK (method >= 0),
  dataset INTEGER NOT NULL DEFAULT 0 CHECK (dataset >= 0),
  task INTEGER NOT NULL DEFAULT 0 CHECK (task >= 0),
  papers INTEGER NOT NULL DEFAULT 0 CHECK (papers >= 0),
  broad INTEGER NOT NULL DEFAULT 0 CHECK (broad >= 0),
  marked_type TEXT CHECK (marked_type IN ('Method', 'Dataset', 'Task')),
  marked_shown TEXT,
  marked_broad INTEGER CHECK (marked_broad IN (0, 1)),
  embedded INTEGER NOT NULL DEFAULT 0 CHECK (embedded IN (0, 1)), -- has a vector
  type TEXT AS (
    coalesce(
      marked_type,
      CASE
        WHEN method >= dataset AND method >= task THEN 'Method'
        WHEN dataset >= task THEN 'Dataset'
        ELSE 'Task'
      END
    )
  )
);
CREATE INDEX concept_by_size ON concept (papers DESC, id);
CREATE INDEX concept_by_type ON concept (type, papers DESC, id);
-- Those that papers hold are to have a vector, and no others.
CREATE INDEX concept_out_of_step ON concept (id) WHERE embedded <> (papers > 0);

-- "backwards" is the name with its last word first, so that names with the same ending stand together.
CREATE TABLE name (
  n INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  concept INTEGER NOT NULL REFERENCES concept,
  rule TEXT NOT NULL,
  backwards TEXT NOT NULL
);
CREATE INDEX name_by_concept ON name (concept, name);
CREATE INDEX name_by_ending ON name (backwards);

-- "unit" is the weight divided by the paper's norm: a link query reads nothing but holding_by_concept.
CREATE TABLE holding (
  paper INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
  concept INTEGER NOT NULL REFERENCES concept,
  type TEXT NOT NULL CHECK (type IN ('Method', 'Dataset', 'Task')),
  role TEXT NOT NULL CHECK (role IN ('own', 'used', 'mentioned')),
  confidence REAL NOT NULL,
  broad INTEGER NOT NULL CHECK (broad IN (0, 1)),
  weight REAL NOT NULL,
  unit REAL NOT NULL,
  PRIMARY KEY (paper, concept)
) WITHOUT ROWID;
CREATE INDEX holding_by_concept ON holding (concept, paper, unit);

-- The vector of a concept's id, read from end to end to find near ones. "least" is the least dot product that brings
-- another into its list; null: the list is to be made.
CREATE TABLE vector (
  concept INTEGER PRIMARY KEY REFERENCES concept ON DELETE CASCADE,
  least INTEGER,
  vector BLOB NOT NULL
);
CREATE INDEX vector_without_list ON vector (concept) WHERE least IS NULL;

-- For each concept the list of those nearest to it; two are near where each stands in the other's.
CREATE TABLE nearest (
  concept INTEGER NOT NULL,
  other INTEGER NOT NULL,
  dot INTEGER NOT NULL,
  PRIMARY KEY (concept, other)
) WITHOUT ROWID;
CREATE INDEX nearest_by_other ON nearest (other);

CREATE TRIGGER vector_added AFTER INSERT ON vector BEGIN
  UPDATE concept SET embedded = 1 WHERE n = NEW.concept;
END;
CREATE TRIGGER vector_removed AFTER DELETE ON vector BEGIN
  UPDATE concept SET embedded = 0 WHERE n = OLD.concept;
  UPDATE vector SET least = NULL WHERE concept IN (SELECT concept FROM nearest WHERE other = OLD.concept);
  DELETE FROM nearest WHERE concept = OLD.concept;
  DELETE FROM nearest WHERE other = OLD.concept;
END;

-- How many papers use a word in title or abstract (df of its idf).
CREATE TABLE word (
  word TEXT PRIMARY KEY,
  papers INTEGER NOT NULL
) WITHOUT ROWID;

-- Search. Each index reads its text from the table, and is told of every change by triggers. ---------

CREATE VIRTUAL TABLE paper_words USING fts5 (
  title, abstract, words, content = 'paper', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER paper_words_changed AFTER UPDATE OF title, abstract, words ON paper BEGIN
  INSERT INTO paper_words (paper_words, rowid, title, abstract, words)
    SELECT 'delete', OLD.n, OLD.title, OLD.abstract, OLD.words WHERE OLD.words IS NOT NULL;
  INSERT INTO paper_words (rowid, title, abstract, words)
    SELECT NEW.n, NEW.title, NEW.abstract, NEW.words WHERE NEW.words IS NOT NULL;
END;
CREATE TRIGGER paper_words_removed AFTER DELETE ON paper WHEN OLD.words IS NOT NULL BEGIN
  INSERT INTO paper_words (paper_words, rowid, title, abstract, words)
    VALUES ('delete', OLD.n, OLD.title, OLD.abstract, OLD.words);
END;

CREATE VIRTUAL TABLE form_words USING fts5 (
  form, content = 'form', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER form_words_added AFTER INSERT ON form BEGIN
  INSERT INTO form_words (rowid, form) VALUES (NEW.n, NEW.form);
END;
CREATE TRIGGER form_words_removed AFTER DELETE ON form BEGIN
  INSERT INTO form_words (form_words, rowid, form) VALUES ('delete', OLD.n, OLD.form);
END;

CREATE VIRTUAL TABLE name_words USING fts5 (
  name, content = 'name', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER name_words_added AFTER INSERT ON name BEGIN
  INSERT INTO name_words (rowid, name) VALUES (NEW.n, NEW.name);
END;
CREATE TRIGGER name_words_removed AFTER DELETE ON name BEGIN
  INSERT INTO name_words (name_words, rowid, name) VALUES ('delete', OLD.n, OLD.name);
END;
