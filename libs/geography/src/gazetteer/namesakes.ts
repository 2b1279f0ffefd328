/**
 * Of places that share a name, or the beginning of one (Newcastle upon Tyne), the one with the most postcodes within
 * 3 km of its middle: counted in OS Code-Point Open 2025.4.0, whose copyright lines stand in outcodes.ts.
 */
export const BEST_KNOWN: ReadonlySet<string> = new Set(
  `
Acton, Greater London; Adlington, Lancashire; Alford, Lincolnshire; Allanton, North Lanarkshire;
Amersham on the Hill, Buckinghamshire; Appleby-in-Westmorland, Cumbria; Ash, Shropshire; Ashford, Kent;
Ashington, Northumberland; Ashton-under-Lyne, Tameside; Ashwell, Hertfordshire; Aston, Birmingham;
Attleborough, Warwickshire; Bacton, Suffolk; Balloch, West Dunbartonshire; Bangor, Gwynedd;
Barrow in Furness, Cumbria; Barton on Sea, Hampshire; Beeston, Nottinghamshire; Belmont, Greater London;
Bickley, Greater London; Bilston, Wolverhampton; Bishopstone, Wiltshire; Bishopton, Renfrewshire;
Blackburn, Blackburn with Darwen; Blackwood, Caerphilly; Blyth, Northumberland; Bolton, Bolton; Boreham, Wiltshire;
Bottesford, North Lincolnshire; Bourton on the Water, Gloucestershire; Bow, Greater London; Boyton, Wiltshire;
Bradfield, West Berkshire; Bradford, Bradford; Bradwell, Milton Keynes; Bramley, Rotherham; Brampton, Cambridgeshire;
Brandon, County Durham; Brixton, Greater London; Brockley, Greater London; Brooke, Rutland; Broughton, Milton Keynes;
Burgh le Marsh, Lincolnshire; Burley in Wharfedale, Bradford; Burnham, Buckinghamshire; Burrington, North Somerset;
Burton upon Trent, Staffordshire; Burwell, Cambridgeshire; Buxton, Derbyshire; Calverton, Milton Keynes;
Capel le Ferne, Kent; Cardington, Bedford; Carlton, Nottinghamshire; Charlton, Greater London;
Chester, Cheshire West and Chester; Chilworth, Hampshire; Claydon, Suffolk; Clayton, Bradford; Clifford, Leeds;
Clifton, Nottingham; Compton, Surrey; Cottingham, East Riding of Yorkshire; Cove, Hampshire; Croft, Warrington;
Crumlin, Caerphilly; Cwm, Blaenau Gwent; Denton, Tameside; Dinnington, Rotherham; Doddington, Cambridgeshire;
Donington le Heath, Leicestershire; Donnington, Gloucestershire; Downton, Wiltshire; Dromore, Fermanagh and Omagh;
Dundonald, South Ayrshire; Easington, County Durham; Easton-in-Gordano, North Somerset; Eccleston, St. Helens;
Elton, Stockton-on-Tees; Eye, Peterborough; Eyton upon the Weald Moors, Telford and Wrekin; Farnborough, Hampshire;
Farndon, Nottinghamshire; Featherstone, Wakefield; Fenwick, East Ayrshire; Fleet, Hampshire; Ford, Shropshire;
Garston, Hertfordshire; Gillingham, Medway; Goring-by-Sea, West Sussex; Greenfield, Central Bedfordshire;
Greenhill, Greater London; Grimston, Norfolk; Haddenham, Buckinghamshire; Hadleigh, Essex; Hale, Trafford;
Halton, Halton; Hampton, Greater London; Harrow, Greater London; Harthill, Rotherham; Hatfield, Hertfordshire;
Hayes, Greater London; Heighington, Lincolnshire; Henley-on-Thames, Oxfordshire; Hinton, West Northamptonshire;
Holt, Wiltshire; Holywell, Hertfordshire; Hook, Greater London; Hope, Flintshire; Horton, Windsor and Maidenhead;
Houghton-Le-Spring, Sunderland; Hythe, Hampshire; Ince-in-Makerfield, Wigan; Ingleton, North Yorkshire;
Kenley, Greater London; Kennington, Greater London; Kensington, Greater London; Kilburn, Greater London;
Kimbolton, Cambridgeshire; Kingston upon Thames, Greater London; Kingswood, South Gloucestershire;
Kington, Herefordshire; Kirkby, Knowsley; Kirknewton, West Lothian; Kirton, Lincolnshire;
Ledsham, Cheshire West and Chester; Lee, Greater London; Leigh-on-Sea, Southend-on-Sea; Leven, Fife;
Linton, Cambridgeshire; Llanarth, Ceredigion; Llangwm, Pembrokeshire; Llangybi, Monmouthshire;
Llangynog, Carmarthenshire; Longtown, Cumbria; Loughton, Milton Keynes; Madeley, Telford and Wrekin; Manton, Rutland;
Marshfield, Newport; Marston, Oxfordshire; Mayfield, Midlothian; Melbourne, Derbyshire; Mere, Wiltshire;
Meriden, Hertfordshire; Mickleton, Gloucestershire; Mildenhall, Suffolk; Milford, Surrey;
Millbrook, Central Bedfordshire; Mochdre, Conwy; Moira, Leicestershire; Moreton, Wirral; Muirhead, North Lanarkshire;
Murton, York; Narborough, Leicestershire; Nelson, Lancashire; Neston, Cheshire West and Chester;
Newbiggin-by-the-Sea, Northumberland; Newbridge, Caerphilly; Newburgh, Fife;
Newcastle upon Tyne, Newcastle upon Tyne; Newport, Newport; Norbury, Greater London; Northwood, Greater London;
Norton, North Yorkshire; Oakley, Bournemouth, Christchurch and Poole; Oakwood, Greater London;
Over, Cheshire West and Chester; Overton, Hampshire; Preston, Lancashire; Queensferry, Flintshire; Radcliffe, Bury;
Rainham, Medway; Ravenstone, Leicestershire; Reepham, Lincolnshire; Richmond, Greater London; Ripley, Derbyshire;
Rochester, Medway; Romsley, Worcestershire; Rothley, Leicestershire; Royston, Barnsley;
Ryton on Dunsmore, Warwickshire; Saint Ives, Cambridgeshire; Saint Leonards-on-Sea, East Sussex; Seaton, Devon;
Seven Sisters, Greater London; Shadwell, Greater London; Sherburn, County Durham; Shirley, Greater London;
Skelton, Redcar and Cleveland; Southgate, Greater London; St Helens, St. Helens; Stanford-le-Hope, Thurrock;
Stanley, County Durham; Stapleford, Nottinghamshire; Staveley, Derbyshire; Stockton-on-Tees, Stockton-on-Tees;
Stoke-on-Trent, Stoke-on-Trent; Stone, Kent; Stonehouse, Gloucestershire; Stratford, Greater London;
Streatley, West Berkshire; Sudbury, Greater London; Sutton, Greater London; Swineshead, Lincolnshire;
Thornbury, South Gloucestershire; Thornhill, Cardiff; Thornton, Bradford; Thorpe, Surrey; Tiverton, Devon;
Upton, Wakefield; Waddington, Lancashire; Walton, Liverpool; Warrington, Warrington; Warton, Lancashire;
Washington, Sunderland; Watton, Norfolk; Welford, West Berkshire; Wellington, Telford and Wrekin; Wells, Somerset;
West End, Greater London; Westbury, Wiltshire; Westhill, Highland; Whiston, Knowsley; Whitburn, South Tyneside;
Whitchurch, Cardiff; Whittington, Shropshire; Whitton, North Lincolnshire; Wick, Highland; Wickham, Hampshire;
Willaston, Cheshire East; Willingham, Cambridgeshire; Willington, County Durham; Wing, Buckinghamshire;
Winterbourne, South Gloucestershire; Withington, Shropshire; Wold Newton, East Riding of Yorkshire;
Woodford, North Northamptonshire; Wootton, Bedford; Wroxall, Isle of Wight; Yatton, North Somerset
`
    .split(';')
    .map((entry) => entry.trim()),
);
