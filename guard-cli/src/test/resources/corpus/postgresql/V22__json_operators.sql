CREATE TABLE doc (j JSONB);
INSERT INTO doc VALUES ('{"a": {"b;c": [1, 2]}}');
UPDATE doc SET j = jsonb_set(j, '{a,x}', '"it''s"') WHERE j ? 'a' AND j #> '{a}' IS NOT NULL;
CREATE INDEX doc_j ON doc USING gin (j jsonb_path_ops);
