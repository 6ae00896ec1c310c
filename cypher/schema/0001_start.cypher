// The first layout. Rows are the truth; each node has one id, a text. Ids of more than one part are JSON.

CREATE CONSTRAINT state_id IF NOT EXISTS FOR (n:State) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT paper_id IF NOT EXISTS FOR (n:Paper) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT key_id IF NOT EXISTS FOR (n:Key) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT source_id IF NOT EXISTS FOR (n:Source) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT record_id IF NOT EXISTS FOR (n:Record) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT mention_id IF NOT EXISTS FOR (n:Mention) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT form_id IF NOT EXISTS FOR (n:Form) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT definition_id IF NOT EXISTS FOR (n:Definition) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT decision_id IF NOT EXISTS FOR (n:Decision) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT subject_id IF NOT EXISTS FOR (n:Subject) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT name_id IF NOT EXISTS FOR (n:Name) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT word_id IF NOT EXISTS FOR (n:Word) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT concept_id IF NOT EXISTS FOR (n:Concept) REQUIRE n.id IS UNIQUE;

CREATE INDEX paper_concepts IF NOT EXISTS FOR (n:Paper) ON (n.concepts);
CREATE INDEX source_name IF NOT EXISTS FOR (n:Source) ON (n.name);
CREATE INDEX record_position IF NOT EXISTS FOR (n:Record) ON (n.position);
CREATE INDEX form_name IF NOT EXISTS FOR (n:Form) ON (n.name);
CREATE INDEX definition_short IF NOT EXISTS FOR (n:Definition) ON (n.short);
CREATE INDEX definition_long IF NOT EXISTS FOR (n:Definition) ON (n.long);
CREATE INDEX name_backwards IF NOT EXISTS FOR (n:Name) ON (n.backwards);
CREATE INDEX concept_papers IF NOT EXISTS FOR (n:Concept) ON (n.papers);
CREATE INDEX concept_listed IF NOT EXISTS FOR (n:Concept) ON (n.listed);
CREATE INDEX concept_type IF NOT EXISTS FOR (n:Concept) ON (n.type, n.papers);

CREATE FULLTEXT INDEX paper_words IF NOT EXISTS
FOR (n:Paper) ON EACH [n.title_words, n.abstract_words, n.words]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};
CREATE FULLTEXT INDEX name_words IF NOT EXISTS
FOR (n:Name|Form) ON EACH [n.words]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};
