def script = new File(basedir, 'target/shop-1-migrations.sql').text
assert script.contains('CREATE TABLE customer')
assert script.contains('V1__customer.sql')
