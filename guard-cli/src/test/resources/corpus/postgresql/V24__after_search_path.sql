CREATE TABLE unqualified (a INT);
