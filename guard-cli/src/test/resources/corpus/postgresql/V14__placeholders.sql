CREATE TABLE ${prefix}_table (a TEXT DEFAULT '${value}');
INSERT INTO ${prefix}_table VALUES ('${flyway:table}');
