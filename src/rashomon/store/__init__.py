"""The archive's keeping: the only room with SQL. One module a noun; each function takes the database first."""
