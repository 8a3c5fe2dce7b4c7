"""Writes the files beside it, with pyarrow: each a table of which there is a twin in CSV, or none to be read."""

import datetime
import decimal
import pathlib

import numpy
import pandas
import pyarrow
import pyarrow.feather
import pyarrow.parquet
import pyarrow.parquet.encryption as encryption

HERE = pathlib.Path(__file__).parent
ROWS = 90
START = datetime.datetime(2026, 10, 21, 12, tzinfo=datetime.timezone.utc)


def missing(values, every):
    return [None if i % every == 2 else value for i, value in enumerate(values)]


def types():
    """Every type, with missing values in most columns."""
    rows = range(ROWS)
    random = numpy.random.default_rng(7)
    flow = list(random.normal(10, 1, ROWS))
    flow[4], flow[5], flow[6] = float('nan'), float('inf'), float('-inf')
    stamps = [START + datetime.timedelta(seconds=10 * i, microseconds=1234 * i) for i in rows]
    state = ['open' if i % 7 < 3 else 'closed' for i in rows]
    machine = ['Mühle 1' if i % 3 else 'b' for i in rows]
    dictionary = lambda values: pyarrow.array(values).dictionary_encode()
    columns = {
        'ts': pyarrow.array(stamps, pyarrow.timestamp('us', 'UTC')),
        'flow': pyarrow.array(missing(flow, 11), pyarrow.float64()),
        'Temp (°C)': pyarrow.array([i / 8 for i in rows], pyarrow.float32()),
        'half': pyarrow.array(numpy.array([i / 4 - 3 for i in rows], numpy.float16)),
        'level': pyarrow.array(missing([i % 100 - 50 for i in rows], 5), pyarrow.int8()),
        'count': pyarrow.array([i * 10**17 - 4 * 10**18 for i in rows], pyarrow.int64()),
        'u32': pyarrow.array([4_294_967_295 - i for i in rows], pyarrow.uint32()),
        'u64': pyarrow.array([2**64 - 1 - i * 10**17 for i in rows], pyarrow.uint64()),
        'price': pyarrow.array(
            missing([decimal.Decimal(i * 12345 - 500000) / 1000 for i in rows], 9), pyarrow.decimal128(12, 3)),
        'wide': pyarrow.array(
            [decimal.Decimal(i * 10**20 + 7) / 10**4 for i in rows], pyarrow.decimal128(30, 4)),
        'pump': pyarrow.array(missing([i % 4 == 0 for i in rows], 13), pyarrow.bool_()),
        'valve': dictionary(missing(state, 17)),
        'mixed': pyarrow.array(['late' if i % 9 == 5 else repr(i / 7) for i in rows]),
        'machine': pyarrow.array(machine),
        'remark': pyarrow.array([f'a longer remark of row {i}' for i in rows]),
        'day': pyarrow.array([stamp.date() for stamp in stamps], pyarrow.date32()),
        'clock': pyarrow.array([stamp.time() for stamp in stamps], pyarrow.time64('us')),
        'received': pyarrow.array(stamps, pyarrow.timestamp('ns')),
        'nothing': pyarrow.nulls(ROWS),
    }
    nested = {
        'tags': pyarrow.array([[1.0, 2.0]] * ROWS, pyarrow.list_(pyarrow.float64())),
        'place': pyarrow.array([{'x': 1.0, 'y': 'a'}] * ROWS),
    }
    flat = pyarrow.table(columns)
    first = list(columns)[:3]
    rest = list(columns)[3:]
    # Nested columns stand before others, so that places within row groups and batches are counted.
    return flat, pyarrow.table({**{n: columns[n] for n in first}, **nested, **{n: columns[n] for n in rest}})


def csv(table, name):
    """As text: what a person would write."""
    with open(HERE / name, 'w', encoding='utf-8', newline='') as out:
        out.write(','.join(table.column_names) + '\n')
        for row in table.to_pylist():
            out.write(','.join(field(value) for value in row.values()) + '\n')


def field(value):
    if value is None:
        return ''
    if isinstance(value, bool):
        return 'true' if value else 'false'
    if isinstance(value, datetime.datetime):
        text = value.strftime('%Y-%m-%dT%H:%M:%S.%f')
        return text + 'Z' if value.tzinfo else text
    return str(value)


def parquet(table, name, **options):
    pyarrow.parquet.write_table(table, HERE / (name + '.parquet'), row_group_size=40, **options)


def arrow(table, name, compression=None, stream=False, **options):
    settings = pyarrow.ipc.IpcWriteOptions(compression=compression, **options)
    path = HERE / (name + ('.arrows' if stream else '.arrow'))
    make = pyarrow.ipc.new_stream if stream else pyarrow.ipc.new_file
    with make(str(path), table.schema, options=settings) as out:
        out.write_table(table, max_chunksize=40)


def all_types():
    flat, table = types()
    csv(flat, 'types.csv')
    for codec in ('none', 'snappy', 'gzip', 'lz4', 'zstd'):
        parquet(table, 'types-' + codec, compression=codec)
    parquet(table, 'types-v2', data_page_version='2.0', data_page_size=100, write_page_checksum=True)
    parquet(table, 'types-plain', use_dictionary=False, compression='none', version='1.0')
    fixed = {'half': 'BYTE_STREAM_SPLIT', 'flow': 'BYTE_STREAM_SPLIT', 'ts': 'DELTA_BINARY_PACKED',
             'count': 'DELTA_BINARY_PACKED', 'level': 'DELTA_BINARY_PACKED', 'machine': 'DELTA_BYTE_ARRAY',
             'remark': 'DELTA_LENGTH_BYTE_ARRAY', 'mixed': 'DELTA_BYTE_ARRAY'}
    parquet(table, 'types-delta', use_dictionary=False, column_encoding=fixed, data_page_version='2.0',
            store_decimal_as_integer=True)
    parquet(table, 'types-int96', use_deprecated_int96_timestamps=True)
    arrow(table, 'types')
    arrow(table, 'types-lz4', 'lz4')
    arrow(table, 'types-zstd', 'zstd')
    arrow(table, 'types', stream=True)
    views = table.set_column(table.column_names.index('mixed'), 'mixed', table['mixed'].cast(pyarrow.string_view()))
    views = views.set_column(views.column_names.index('remark'), 'remark', views['remark'].cast(pyarrow.string_view()))
    views = views.set_column(views.column_names.index('machine'), 'machine', views['machine'].cast(pyarrow.large_string()))
    arrow(views, 'types-views', stream=True)
    keyed = table.set_column(table.column_names.index('machine'), 'machine', pyarrow.chunked_array([
        pyarrow.array(['b', 'Mühle 1']).dictionary_encode().take(
            pyarrow.array([1 if i % 3 else 0 for i in range(ROWS)], pyarrow.int64())).cast(
            pyarrow.dictionary(pyarrow.int8(), pyarrow.string()))]))
    arrow(keyed, 'types-dictionary')
    deltas(flat)


def deltas(flat):
    """A stream whose dictionary grows from batch to batch."""
    batches = []
    for begin in range(0, ROWS, 30):
        part = flat.slice(begin, 30).combine_chunks()
        words = ['a', 'Mühle 1', 'c'][:1 + begin // 30]
        places = [i % len(words) for i in range(30)]
        machine = pyarrow.DictionaryArray.from_arrays(pyarrow.array(places, pyarrow.int16()), pyarrow.array(words))
        batches.append(pyarrow.record_batch({'ts': part['ts'].chunk(0), 'flow': part['flow'].chunk(0), 'tag': machine}))
    for stream in (True, False):
        settings = pyarrow.ipc.IpcWriteOptions(emit_dictionary_deltas=True)
        make = pyarrow.ipc.new_stream if stream else pyarrow.ipc.new_file
        with make(str(HERE / ('deltas.arrows' if stream else 'deltas.arrow')), batches[0].schema, options=settings) as out:
            for batch in batches:
                out.write_batch(batch)
    csv(pyarrow.Table.from_pylist([row for batch in batches for row in batch.to_pylist()]), 'deltas.csv')


def other_tables():
    clocks = [datetime.datetime(2026, 10, 25, 1, 40) + datetime.timedelta(minutes=10 * i) for i in range(8)]
    clocks += [datetime.datetime(2026, 10, 25, 2, 0) + datetime.timedelta(minutes=10 * i) for i in range(9)]
    local = pyarrow.table({'time': pyarrow.array(clocks, pyarrow.timestamp('ms')), 'x': [float(i) for i in range(17)]})
    csv(local, 'local.csv')
    parquet(local, 'local')
    arrow(local, 'local')
    both = pyarrow.table({
        'date': pyarrow.array([clock.date() for clock in clocks[:8]], pyarrow.date32()),
        'hour': pyarrow.array([clock.time() for clock in clocks[:8]], pyarrow.time32('ms')),
        'x': [float(i) for i in range(8)]})
    csv(both, 'clock.csv')
    parquet(both, 'clock')
    arrow(both.set_column(0, 'date', both['date'].cast(pyarrow.date64())), 'clock')
    texts = pyarrow.table({'Zeit': [f'{i + 1:02d}.10.2026 14:05:07' for i in range(12)], 'x': [i / 2 for i in range(12)]})
    csv(texts, 'texts.csv')
    parquet(texts, 'texts')
    arrow(texts, 'texts')
    nanos = pyarrow.table({'epoch': [1_792_591_507_000_000_999 + i * 10**7 for i in range(12)], 'x': [i / 3 for i in range(12)]})
    csv(nanos, 'nanos.csv')
    parquet(nanos, 'nanos')
    arrow(nanos, 'nanos')
    falling = texts.slice(0, 12).take(list(range(11, -1, -1)))
    csv(falling, 'falling.csv')
    parquet(falling, 'falling')
    frame = pandas.DataFrame({'x': [float(i) for i in range(20)], 'y': [i * i for i in range(20)]},
                             index=pandas.date_range('2026-10-21 12:00', periods=20, freq='min'))
    frame.to_csv(HERE / 'index.csv')
    frame.to_parquet(HERE / 'index.parquet')
    frame.to_feather(HERE / 'index.feather') if pandas.__version__ >= '3' else \
        pyarrow.feather.write_feather(pyarrow.Table.from_pandas(frame), HERE / 'index.feather')
    holes = frame.reset_index(drop=True)[lambda f: f.x % 5 != 2]
    holes.to_csv(HERE / 'holes.csv')
    holes.to_parquet(HERE / 'holes.parquet')
    tags = pyarrow.table({
        'time': pyarrow.array([START + datetime.timedelta(seconds=4 * i) for i in range(40)], pyarrow.timestamp('ns', 'UTC')),
        'tag': pyarrow.array(['flow', 'temp'] * 20).dictionary_encode(),
        'value': [i / 10 for i in range(40)],
        'quality': pyarrow.array([192 if i % 6 else 0 for i in range(40)], pyarrow.int32())})
    csv(tags, 'tags.csv')
    parquet(tags, 'tags')
    arrow(tags, 'tags')


def many_rows():
    """Blocks of LZ4 that look back into those before, and many pages: x = (i mod 50)/4, none where i mod 7 is 2."""
    table = pyarrow.table({'x': [None if i % 7 == 2 else i % 50 / 4 for i in range(30_000)]})
    pyarrow.feather.write_feather(table, HERE / 'many-lz4.feather', compression='lz4', chunksize=30_000)
    pyarrow.parquet.write_table(table, HERE / 'many-pages.parquet', data_page_size=1000, row_group_size=9_999)


def not_read():
    parquet(pyarrow.table({'block': [[1.0, 2.0], [3.0]] * 5}), 'bad-lists')
    parquet(pyarrow.table({'remark': [f'row {i}' for i in range(10)]}), 'bad-words')
    arrow(pyarrow.table({'x': pyarrow.array([], pyarrow.float64())}), 'bad-empty')
    parquet(pyarrow.table({'x': pyarrow.array([], pyarrow.float64())}), 'bad-empty')
    parquet(pyarrow.table({'x': [1.0, 2.0]}), 'bad-brotli', compression='brotli')
    pyarrow.feather.write_feather(pyarrow.table({'x': [1.0, 2.0]}), HERE / 'bad-v1.feather', version=1)  # deprecated
    for plain in (False, True):
        encrypted('bad-secret-columns' if plain else 'bad-secret', plain)


def encrypted(name, plain):
    class Keys(encryption.KmsClient):
        def __init__(self, connection):
            encryption.KmsClient.__init__(self)

        def wrap_key(self, key, master):
            return key.hex().encode()

        def unwrap_key(self, key, master):
            return bytes.fromhex(key.decode())

    how = encryption.EncryptionConfiguration(footer_key='f', column_keys={'c': ['x']}, plaintext_footer=plain)
    factory = encryption.CryptoFactory(Keys)
    table = pyarrow.table({'x': [1.0, 2.0], 'y': [1.0, 2.0]})
    properties = factory.file_encryption_properties(encryption.KmsConnectionConfig(), how)
    with pyarrow.parquet.ParquetWriter(HERE / (name + '.parquet'), table.schema, encryption_properties=properties) as out:
        out.write_table(table)


all_types()
other_tables()
many_rows()
not_read()
