CREATE TABLE late (a INT);


-- the last line is a comment without an end; 'really