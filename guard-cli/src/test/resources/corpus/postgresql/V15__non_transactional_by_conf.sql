CREATE TABLE by_conf (a INT);
CREATE TABLE by_conf2 (a INT);
