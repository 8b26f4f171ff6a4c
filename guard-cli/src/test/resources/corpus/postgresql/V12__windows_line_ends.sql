CREATE TABLE windows (a INT,
  b TEXT);
INSERT INTO windows VALUES (1, 'two
lines');
CREATE FUNCTION win() RETURNS INT LANGUAGE sql AS $$
  SELECT 1;
$$;
