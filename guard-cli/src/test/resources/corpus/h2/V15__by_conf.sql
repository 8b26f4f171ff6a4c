CREATE TABLE by_conf (a INT);
