CREATE TABLE by_conf (a INT);
INSERT INTO by_conf VALUES (1);
