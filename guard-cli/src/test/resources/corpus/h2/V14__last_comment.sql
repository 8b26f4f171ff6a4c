CREATE TABLE late (a INT);

-- the last line; isn't it