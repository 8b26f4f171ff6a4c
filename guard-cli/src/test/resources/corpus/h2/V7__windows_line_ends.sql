CREATE TABLE windows (a INT,
  b VARCHAR(50));
INSERT INTO windows VALUES (1, 'two
lines');
