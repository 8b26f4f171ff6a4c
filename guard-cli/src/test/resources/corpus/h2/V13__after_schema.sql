CREATE TABLE back_again (a INT);
