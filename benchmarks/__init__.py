"""What bilan costs, measured: made-up articles, timings, tables. No part of the pipeline."""
