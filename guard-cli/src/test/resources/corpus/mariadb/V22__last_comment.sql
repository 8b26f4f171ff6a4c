CREATE TABLE late (a INT);

-- the last line is a comment; isn't it