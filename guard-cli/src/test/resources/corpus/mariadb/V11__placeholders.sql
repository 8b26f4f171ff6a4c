CREATE TABLE ${prefix}_table (a VARCHAR(100) DEFAULT '${value}');
INSERT INTO ${prefix}_table VALUES ('${flyway:table}');
