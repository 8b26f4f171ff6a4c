INSERT INTO notes SELECT (ARRAY['a','b','c'])[1:2]::text || ':x' WHERE 5 % 2 = 1 AND 'a' ~ '^[a-z]+$';
CREATE TABLE "Quoted; Name" ("a""b" INT, "x:y" INT);
