// Package crawler fetches news pages politely and turns them into the text a person would paste.
//
//  1. A [Source] of the [Config] names a feed, a list page or both.
//  2. Its feed and list are read into entries: URL, title, date.
//  3. Entries that [Memory] does not know yet are fetched through one polite transport: robots.txt,
//     a delay per host, size and time limits, no private addresses.
//  4. Each [Page] is parsed into an [Article] and both are handed to [Options].OnArticle.
//
// Run does all four; Parse and ReadHTML do the last step for pages from elsewhere.
package crawler
