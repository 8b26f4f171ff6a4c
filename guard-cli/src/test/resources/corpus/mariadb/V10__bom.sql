CREATE TABLE with_bom (a INT);
