// What `relate` writes for people is searched by meaning: a vector a concept, of the width of the shipped encoder

CREATE VECTOR INDEX concept_meaning IF NOT EXISTS
FOR (n:Concept) ON (n.meaning)
OPTIONS {indexConfig: {`vector.dimensions`: 384, `vector.similarity_function`: 'cosine'}};
