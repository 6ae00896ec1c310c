// The shortest ties of two papers: what leads from one to the other (a graph)
:param here => 'd1c9324222e95884';
:param there => '30f431f7cae8fea0';
MATCH tie = ALL SHORTEST (:Paper {id: $here})-[:HAS_CONCEPT]-{1,12}(:Paper {id: $there})
RETURN [node IN nodes(tie) | node.id] AS along, tie
ORDER BY along
LIMIT 10;
