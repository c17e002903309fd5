"""Records what CPython 3.11 says of the sources in errors.txt and trees.txt, for tests/syntax.rs.

python tests/syntax/record.py errors: the mistakes. A line of errors.txt is a source with `\\n`, `\\t`,
`\\\\`, `\\xXX` and `\\uXXXX` escaped, then, after tabs, `ok` or class, line:column and message.
python tests/syntax/record.py trees: the trees. A line of trees.txt is a source, then its tree.
Both rewrite the file in place: add a source alone on a line to have it recorded.
"""
import ast
import pathlib
import re
import struct
import sys
import warnings

HERE = pathlib.Path(__file__).parent
ESCAPE = re.compile(r'\\n|\\t|\\\\|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}')
PLAIN = {'\\n': '\n', '\\t': '\t', '\\\\': '\\'}


def unescape(text):
    return ESCAPE.sub(lambda found: PLAIN.get(found[0]) or chr(int(found[0][2:], 16)), text)


def mistake(source):
    try:
        compile(source, 'F', 'exec', dont_inherit=True)
    except SyntaxError as error:
        place = f'{error.lineno}:{error.offset}'
        message = error.msg.replace('\\', '\\\\').replace('\n', '\\n')
        return f'{type(error).__name__}\t{place}\t{message}'
    return 'ok'


OPERATORS = {
    'Mult': 'Mul', 'MatMult': 'MatMul', 'USub': 'Neg', 'UAdd': 'Pos', 'LtE': 'Le', 'GtE': 'Ge', 'NotEq': 'Ne',
}


def operator(node):
    name = type(node).__name__
    return OPERATORS.get(name, name)


class Dump:
    """Writes a tree as nested parentheses: (Kind start-end parts). Places count bytes."""

    def __init__(self, source):
        self.lines = [0]
        for at, byte in enumerate(source.encode()):
            if byte == 10:
                self.lines.append(at + 1)
        self.places = True

    def place(self, node):
        if not self.places:
            return ''
        start = self.lines[node.lineno - 1] + node.col_offset
        return f' {start}-{self.lines[node.end_lineno - 1] + node.end_col_offset}'

    def node(self, kind, node, *parts):
        return '(' + ' '.join([kind + self.place(node), *parts]) + ')'

    def list(self, nodes):
        return '[' + ' '.join(self.any(node) for node in nodes) + ']'

    def maybe(self, node):
        return '_' if node is None else self.any(node)

    def any(self, node):
        return getattr(self, type(node).__name__)(node)

    # Statements.
    def Expr(self, n): return self.node('Expr', n, self.any(n.value))
    def Assign(self, n): return self.node('Assign', n, self.list(n.targets), self.any(n.value))
    def AugAssign(self, n): return self.node('AugAssign', n, self.any(n.target), operator(n.op), self.any(n.value))
    def AnnAssign(self, n):
        return self.node('AnnAssign', n, self.any(n.target), self.any(n.annotation), self.maybe(n.value), str(n.simple))
    def If(self, n): return self.node('If', n, self.any(n.test), self.list(n.body), self.list(n.orelse))
    def While(self, n): return self.node('While', n, self.any(n.test), self.list(n.body), self.list(n.orelse))
    def For(self, n):
        return self.node('For', n, self.any(n.target), self.any(n.iter), self.list(n.body), self.list(n.orelse))
    def FunctionDef(self, n):
        return self.node('Def', n, n.name, self.list(n.decorator_list), self.any(n.args), self.maybe(n.returns),
                         self.list(n.body))
    def ClassDef(self, n):
        return self.node('Class', n, n.name, self.list(n.decorator_list), self.arguments_of(n.bases, n.keywords),
                         self.list(n.body))
    def Return(self, n): return self.node('Return', n, self.maybe(n.value))
    def Delete(self, n): return self.node('Delete', n, self.list(n.targets))
    def Raise(self, n): return self.node('Raise', n, self.maybe(n.exc), self.maybe(n.cause))
    def Try(self, n):
        handlers = ' '.join(self.node('Handler', h, self.maybe(h.type), h.name or '_', self.list(h.body))
                            for h in n.handlers)
        return self.node('Try', n, self.list(n.body), f'[{handlers}]', self.list(n.orelse), self.list(n.finalbody))
    def With(self, n):
        items = ' '.join(f'{self.any(i.context_expr)} {self.maybe(i.optional_vars)}' for i in n.items)
        return self.node('With', n, f'[{items}]', self.list(n.body))
    def Match(self, n):
        cases = ' '.join(f'{self.any(c.pattern)} {self.maybe(c.guard)} {self.list(c.body)}' for c in n.cases)
        return self.node('Match', n, self.any(n.subject), f'[{cases}]')
    def Assert(self, n): return self.node('Assert', n, self.any(n.test), self.maybe(n.msg))
    def alias(self, n): return self.node(n.name, n, n.asname or '_')
    def Import(self, n): return self.node('Import', n, self.list(n.names))
    def ImportFrom(self, n): return self.node('ImportFrom', n, n.module or '_', str(n.level), self.list(n.names))
    def Global(self, n): return self.node('Global', n, *n.names)
    def Nonlocal(self, n): return self.node('Nonlocal', n, *n.names)
    def Pass(self, n): return self.node('Pass', n)
    def Break(self, n): return self.node('Break', n)
    def Continue(self, n): return self.node('Continue', n)

    # Expressions.
    def Constant(self, n):
        value = n.value
        if isinstance(value, bool) or value is None or value is ...:
            return self.node({None: 'None', True: 'True', False: 'False', ...: 'Ellipsis'}[value], n)
        if isinstance(value, int):
            return self.node('Int', n, str(value))
        if isinstance(value, float):
            return self.node('Float', n, struct.pack('>d', value).hex())
        if isinstance(value, complex):
            return self.node('Imaginary', n, struct.pack('>d', value.imag).hex())
        data = value.encode() if isinstance(value, str) else value
        return self.node('Str' if isinstance(value, str) else 'Bytes', n, data.hex() or '_')
    def fields(self, values):
        parts = []
        for value in values:
            if isinstance(value, ast.Constant):
                parts.append(value.value.encode().hex())
            else:
                conversion = chr(value.conversion) if value.conversion >= 0 else '_'
                spec = self.fields(value.format_spec.values) if value.format_spec else ''
                parts.append(f'{{{self.any(value.value)} {conversion} [{spec}]}}')
        return ' '.join(parts)
    def JoinedStr(self, n):
        # CPython's places inside are wrong when a string has several lines.
        place, self.places = self.place(n), False
        text = f'(FString{place} [{self.fields(n.values)}])'
        self.places = True
        return text
    def Name(self, n): return self.node('Name', n, n.id)
    def Tuple(self, n): return self.node('Tuple', n, self.list(n.elts))
    def List(self, n): return self.node('List', n, self.list(n.elts))
    def Set(self, n): return self.node('Set', n, self.list(n.elts))
    def Dict(self, n):
        return self.node('Dict', n, *(f'{self.maybe(k)} {self.any(v)}' for k, v in zip(n.keys, n.values)))
    def UnaryOp(self, n): return self.node(operator(n.op), n, self.any(n.operand))
    def BinOp(self, n): return self.node(operator(n.op), n, self.any(n.left), self.any(n.right))
    def BoolOp(self, n): return self.node(operator(n.op), n, self.list(n.values))
    def Compare(self, n):
        rest = ' '.join(f'{operator(o)} {self.any(c)}' for o, c in zip(n.ops, n.comparators))
        return self.node('Compare', n, self.any(n.left), rest)
    def IfExp(self, n): return self.node('IfElse', n, self.any(n.test), self.any(n.body), self.any(n.orelse))
    def Lambda(self, n): return self.node('Lambda', n, self.any(n.args), self.any(n.body))
    def Call(self, n): return self.node('Call', n, self.any(n.func), self.arguments_of(n.args, n.keywords))
    def arguments_of(self, args, keywords):
        named = [f"{'**' if k.arg is None else k.arg + '='}{self.any(k.value)}" for k in keywords]
        stars = ['*' + self.any(a.value) if isinstance(a, ast.Starred) else self.any(a) for a in args]
        return '[' + ' '.join(stars + named) + ']'
    def Attribute(self, n): return self.node('Attribute', n, self.any(n.value), n.attr)
    def Subscript(self, n): return self.node('Subscript', n, self.any(n.value), self.any(n.slice))
    def Slice(self, n): return self.node('Slice', n, self.maybe(n.lower), self.maybe(n.upper), self.maybe(n.step))
    def Starred(self, n): return self.node('Starred', n, self.any(n.value))
    def clauses(self, generators):
        return ' '.join(f'for {self.any(g.target)} {self.any(g.iter)} {self.list(g.ifs)}' for g in generators)
    def ListComp(self, n): return self.node('ListComp', n, self.any(n.elt), self.clauses(n.generators))
    def SetComp(self, n): return self.node('SetComp', n, self.any(n.elt), self.clauses(n.generators))
    def GeneratorExp(self, n): return self.node('GeneratorExp', n, self.any(n.elt), self.clauses(n.generators))
    def DictComp(self, n):
        return self.node('DictComp', n, self.any(n.key), self.any(n.value), self.clauses(n.generators))
    def NamedExpr(self, n): return self.node('Walrus', n, n.target.id, self.any(n.value))
    def Yield(self, n): return self.node('Yield', n, self.maybe(n.value))
    def YieldFrom(self, n): return self.node('YieldFrom', n, self.any(n.value))
    def arg(self, n): return f'{n.arg}:{self.any(n.annotation)}' if n.annotation else n.arg
    def arguments(self, n):
        positional = n.posonlyargs + n.args
        defaults = [None] * (len(positional) - len(n.defaults)) + n.defaults
        parts = []
        for at, (arg, default) in enumerate(zip(positional, defaults)):
            parts.append(self.arg(arg) + (f'={self.any(default)}' if default else ''))
            if at + 1 == len(n.posonlyargs):
                parts.append('/')
        if n.vararg or n.kwonlyargs:
            parts.append('*' + (self.arg(n.vararg) if n.vararg else ''))
        for arg, default in zip(n.kwonlyargs, n.kw_defaults):
            parts.append(self.arg(arg) + (f'={self.any(default)}' if default else ''))
        if n.kwarg:
            parts.append('**' + self.arg(n.kwarg))
        return '<' + ' '.join(parts) + '>'

    # Patterns.
    def MatchValue(self, n): return f'(Value {self.any(n.value)})'
    def MatchSingleton(self, n): return f'(Singleton {n.value})'
    def MatchAs(self, n): return f'(As {self.maybe(n.pattern)} {n.name or "_"})'
    def MatchOr(self, n): return f'(Either {self.list(n.patterns)})'
    def MatchSequence(self, n): return f'(Sequence {self.list(n.patterns)})'
    def MatchStar(self, n): return f'(Star {n.name or "_"})'
    def MatchMapping(self, n): return f'(Mapping {self.list(n.keys)} {self.list(n.patterns)} {n.rest or "_"})'
    def MatchClass(self, n):
        named = ' '.join(f'{name}={self.any(p)}' for name, p in zip(n.kwd_attrs, n.kwd_patterns))
        return f'(ClassPattern {self.any(n.cls)} {self.list(n.patterns)} [{named}])'


def tree(source):
    return Dump(source).list(ast.parse(source).body)


def main():
    warnings.simplefilter('ignore')
    record = {'errors': mistake, 'trees': tree}[sys.argv[1]]
    path = HERE / f'{sys.argv[1]}.txt'
    lines = []
    for line in path.read_text('utf-8').split('\n'):
        written = line.split('\t')[0]
        lines.append(f'{written}\t{record(unescape(written))}' if written else line)
    path.write_text('\n'.join(lines), 'utf-8')


if __name__ == '__main__':
    main()
