CREATE TABLE windows (a INT,
  b TEXT);
INSERT INTO windows VALUES (1, 'one line');
