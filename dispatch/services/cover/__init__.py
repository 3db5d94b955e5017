"""Cover: what ready vehicles reach, and where one that frees had best stand by."""
