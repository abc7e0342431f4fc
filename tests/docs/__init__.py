"""What the README shows is made from the program: pictures, tables and the output of its examples."""
