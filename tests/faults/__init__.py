"""Whatever is killed, cut, slow, full or twice: nobody's answer is lost, and nothing is said two times."""
