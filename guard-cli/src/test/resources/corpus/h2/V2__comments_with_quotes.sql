-- it's a comment; here
/* don't; split */
CREATE TABLE t2 (a INT); -- isn't it
CREATE TABLE t2b (a INT) -- it's ';'
;
