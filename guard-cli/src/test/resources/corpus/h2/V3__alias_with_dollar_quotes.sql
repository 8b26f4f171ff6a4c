CREATE ALIAS add_one AS $$
int addOne(int i) {
    String s = "a;b'c";
    return i + s.length() - 4;
}
$$;
INSERT INTO t2 VALUES (add_one(1));
