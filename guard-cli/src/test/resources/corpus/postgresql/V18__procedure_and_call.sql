CREATE PROCEDURE fill(n INT) LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t2 SELECT generate_series(1, n); END; $$;
CALL fill(4);
