create table if not exists products (
    sku   text primary key,
    name  text not null,
    cents integer not null
);

create table if not exists orders (
    number   integer primary key,
    sku      text not null references products (sku),
    quantity integer not null check (quantity between 1 and 9),
    cents    integer not null,
    status   text not null,
    leaves   text,
    parcel   text,
    -- One action, one order, one charge: whatever repeats a call brings the same key.
    key      text unique
);

insert or ignore into products (sku, name, cents) values
    ('A-7', 'kettle', 2490),
    ('B-2', 'teapot', 3950),
    ('C-9', 'cup',     850);

insert or ignore into orders (number, sku, quantity, cents, status, leaves, parcel) values
    (1027, 'A-7', 1, 2490, 'packed',  $tomorrow, null),
    (1031, 'B-2', 2, 7900, 'shipped', $yesterday, 'P-88'),
    (1040, 'C-9', 6, 5100, 'shipped', $yesterday, 'P-404');
