# The table of NumPy's public names that numcell has not, made by asking numcell for each.


def _table(lines):
    def part(path, is_class):
        if path == 'np.ndarray.flags':
            return np.zeros(1).flags
        if path in ('np.finfo', 'np.iinfo'):
            return np.finfo(float) if path == 'np.finfo' else np.iinfo(int)
        if not is_class and path not in ('np.rec', 'np.emath'):
            exec('import numpy' + path[2:])
        found = np
        for name in path.split('.')[1:]:
            found = getattr(found, name)
        return found

    rows, supported, total = [], 0, 0
    for line in lines.strip().splitlines():
        head, _, names = line.partition(':')
        path, is_class = head.replace(' (class)', ''), head.endswith('(class)')
        names = names.split()
        try:
            holder = part(path, is_class)
            absent = [name for name in names if not hasattr(holder, name)]
        except (ImportError, AttributeError):
            absent = names
        supported += len(names) - len(absent)
        total += len(names)
        if absent:
            shown = 'none yet' if len(absent) == len(names) and len(names) > 12 else ', '.join(absent)
            rows.append((path, len(names) - len(absent), len(names), shown))
    print(f'{supported} of {total} public names of NumPy 2.4 are supported. These parts lack some:')
    print()
    print('| part | has | of | not yet |')
    print('| --- | --- | --- | --- |')
    for path, have, number, shown in rows:
        print(f'| `{path}` | {have} | {number} | {shown} |')
