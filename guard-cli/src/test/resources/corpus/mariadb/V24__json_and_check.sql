CREATE TABLE doc (j JSON, n INT CHECK (n > 0));
INSERT INTO doc VALUES ('{"a;b": 1}', 3);
