CREATE TABLE notes (n VARCHAR(500));
INSERT INTO notes VALUES ('first line
-- no comment; really

last '' line');
INSERT INTO notes VALUES ('back\slash');
