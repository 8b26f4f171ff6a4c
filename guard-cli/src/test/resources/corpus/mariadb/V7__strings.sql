CREATE TABLE notes (n TEXT) DEFAULT CHARSET utf8mb4;
INSERT INTO notes VALUES ('first line
-- no comment; really
# neither

last '' line');
INSERT INTO notes VALUES ("double; \"quoted\" it's");
INSERT INTO notes VALUES ('back\\slash \'quote\'; end');
