package extract

// An Article is one text to read: a pasted page, a crawled article, a notice.
type Article struct {
	// Title is the headline where it is known apart from Text; "" otherwise, and the
	// first line of Text is then taken for it.
	Title string
	// Text is the article as a person would paste it, UTF-8, lines kept.
	Text string
	// Published is the day the article appeared, YYYY-MM-DD in Japan, or "" where
	// nobody knows it. Years that the text leaves out are filled in from it.
	Published string
}
