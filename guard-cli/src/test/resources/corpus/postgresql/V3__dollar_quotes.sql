CREATE FUNCTION add_one(i INT) RETURNS INT LANGUAGE plpgsql AS $$
BEGIN
    -- a comment; with 'quote
    RETURN i + 1;
END;
$$;
CREATE FUNCTION nested() RETURNS TEXT LANGUAGE plpgsql AS $body$
DECLARE s TEXT := $q$a;b'c$q$;
BEGIN
    EXECUTE 'SELECT $$x;y$$' INTO s;
    RETURN s;
END
$body$;
