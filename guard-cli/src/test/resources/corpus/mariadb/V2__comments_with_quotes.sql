-- it's a comment; with a semicolon
# don't split; here
/* it's; one */
CREATE TABLE t2 (a INT); -- isn't it
CREATE TABLE t2b (a INT) -- at the end; it's
;
