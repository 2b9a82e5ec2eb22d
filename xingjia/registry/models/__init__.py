from xingjia.registry.models.closings import Closing
from xingjia.registry.models.contracts import Contract, ContractEmployer
from xingjia.registry.models.employers import Employer
from xingjia.registry.models.parameters import CountyParameter
from xingjia.registry.models.statements import EmployerStatement, Statement, UnionStatement
from xingjia.registry.models.unions import Cover, Officer, Union

__all__ = [
    "Closing",
    "Contract",
    "ContractEmployer",
    "CountyParameter",
    "Cover",
    "Employer",
    "EmployerStatement",
    "Officer",
    "Statement",
    "Union",
    "UnionStatement",
]
