INSERT INTO t2 VALUES (2);
CREATE TABLE notes (n TEXT);
INSERT INTO notes VALUES ('first line
-- no comment; really


   /* neither */
last '' line');
INSERT INTO notes VALUES (E'tab\t and \'quote\'; x');
