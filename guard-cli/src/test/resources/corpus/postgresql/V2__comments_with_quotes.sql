-- it's a comment; with a semicolon and a quote
/* don't split here; /* nested; */ still a comment */
CREATE TABLE t2 (a INT); -- isn't this the end?
CREATE TABLE t2b (a INT) -- no delimiter after this comment: it's ';'
;
