/**
 * Parquet files, row group by row group and page by page: the format's own structures and the
 * decoding of values are the library's, without its file reader, which brings Hadoop.
 */
package io.stillwater.source.columnar.parquet;
